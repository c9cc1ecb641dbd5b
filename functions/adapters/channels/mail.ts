/**
 * Mail by SMTP, or by SES on AWS: both by nodemailer, so that a letter is the same either way. Its Message-ID follows from
 * the letter's key: what is sent a second time after a crash is the same mail, which mail servers know.
 */
import type { SendMailOptions } from "nodemailer";
import type { ChannelSettings } from "../../../core/messages/channel.ts";
import { quiet } from "../client.ts";
import { type Channel, notSent, type Outgoing, type Secrets, sent } from "./channel.ts";
import { admit, reasonOf } from "./outgoing.ts";

type Smtp = Extract<ChannelSettings, { kind: "smtp" }>;
type Ses = Extract<ChannelSettings, { kind: "ses" }>;

const TIMEOUT_MS = 15_000;
/** Loaded with the first letter: no office need have mail. */
const library = async () => (await import("nodemailer")).default;

const mailOf = (from: string, { key, to, title, text }: Outgoing): SendMailOptions => ({
  from: { name: "七有", address: from },
  to: [...to],
  subject: title,
  text,
  messageId: `<${key}@${from.split("@")[1] ?? "qiyou"}>`,
  // RFC 3834: nobody's absence note is to be answered.
  headers: { "Auto-Submitted": "auto-generated" },
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** A server that says 5xx has refused for good (RFC 5321 4.2.1); that it does not know us may be mended. */
const isFinal = (error: unknown): boolean => {
  const { responseCode, code }: { responseCode?: unknown; code?: unknown } = { ...Object(error) };
  return typeof responseCode === "number" && responseCode >= 500 && code !== "EAUTH";
};

export function smtp({ host, port, security, user, from }: Smtp, { password }: Secrets): Channel {
  return {
    async send(letter) {
      const admitted = await admit(host, port, security === "none");
      if (!admitted.ok) return notSent(admitted.why, admitted.final);
      const transport = (await library()).createTransport({
        host: admitted.address,
        port,
        secure: security === "tls",
        requireTLS: security === "starttls",
        ignoreTLS: security === "none",
        tls: { servername: host },
        ...(user && password && { auth: { user, pass: password } }),
        connectionTimeout: TIMEOUT_MS,
        greetingTimeout: TIMEOUT_MS,
        socketTimeout: TIMEOUT_MS,
      });
      try {
        await transport.sendMail(mailOf(from, letter));
        return sent;
      } catch (error) {
        const { responseCode }: { responseCode?: unknown } = { ...Object(error) };
        const said = responseCode === undefined ? reasonOf(error) : `邮件服务器回答 ${responseCode}`;
        return notSent(`邮件没有发出：${said}。`, isFinal(error));
      } finally {
        transport.close();
      }
    },
  };
}

export function ses({ from }: Ses): Channel {
  return {
    async send(letter) {
      const { SESv2Client, SendEmailCommand } = await import("@aws-sdk/client-sesv2");
      const sesClient = quiet(new SESv2Client({ maxAttempts: 2 }));
      const transport = (await library()).createTransport({ SES: { sesClient, SendEmailCommand } });
      try {
        await transport.sendMail(mailOf(from, letter));
        return sent;
      } catch (error) {
        const name = error instanceof Error ? error.name : "";
        const final = name === "MessageRejected" || name === "MailFromDomainNotVerifiedException";
        return notSent(`SES 没有接受这封邮件（${name || "原因不明"}）。`, final);
      } finally {
        sesClient.destroy();
      }
    },
  };
}
