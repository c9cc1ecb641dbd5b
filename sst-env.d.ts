/** What functions are linked to, by name. The one-machine cloud and the AWS deployment both provide exactly these. */
import "sst";

declare module "sst" {
  export interface Resource {
    Table: { type: "sst.aws.Dynamo"; name: string };
    Inbox: { type: "sst.aws.Bucket"; name: string };
    Texts: { type: "sst.aws.Bucket"; name: string };
    Notices: { type: "sst.aws.Bucket"; name: string };
    ReviewFlow: { type: "qiyou.StateMachine"; arn: string };
    NoticeFlow: { type: "qiyou.StateMachine"; arn: string };
    /** Where people reach the site: `http://127.0.0.1:7070` or `https://…`; no slash at the end. */
    Site: { type: "qiyou.Site"; url: string };
  }
}
