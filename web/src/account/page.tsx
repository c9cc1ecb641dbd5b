/** The own account: password, second factor, single sign-on, where one is signed in. */
import { useQuery } from "@tanstack/react-query";
import { ROLE_NAMES } from "../../../core/organisation/role.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { usePageTitle } from "../page/title.ts";
import { useMe } from "./me.ts";
import { PasswordCard } from "./password-card.tsx";
import { SecondFactorCard } from "./second-factor-card.tsx";
import { SignInsCard } from "./sign-ins-card.tsx";
import { SignOnCard } from "./sign-on-card.tsx";

export default function AccountPage() {
  usePageTitle("我的账户");
  const { data: me } = useMe();
  const account = useQuery({ queryKey: ["account"], queryFn: () => call(endpoints.ownAccount) });
  return (
    <div className="page narrow">
      <div>
        <h1>我的账户</h1>
        {me && (
          <p className="quiet" style={{ margin: "4px 0 0" }}>
            {me.name}（{me.login}） · {me.unitName ?? me.jurisdictionName} ·{" "}
            {me.roles.map((role) => ROLE_NAMES[role]).join("、")}
          </p>
        )}
      </div>
      <PasswordCard />
      <Answered query={account}>
        {({ secondFactor, signOn }) => (
          <>
            <SecondFactorCard {...secondFactor} />
            <SignOnCard {...signOn} />
          </>
        )}
      </Answered>
      <SignInsCard />
    </div>
  );
}
