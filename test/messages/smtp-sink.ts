/** A mail server that keeps what it is sent, as a mailbox does: a second copy of a mail under the same Message-ID is none. */
import { type AddressObject, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface Mail {
  readonly id: string;
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** All of it, as it came over the wire. */
  readonly raw: string;
}

export interface SmtpSink {
  readonly port: number;
  readonly mails: readonly Mail[];
  /** Everything that came, second copies too. */
  readonly received: readonly Mail[];
  /** Answers each of the next mails with a code: `451` later, `550` never. */
  refuse(...codes: readonly number[]): void;
  close(): Promise<void>;
}

export interface SmtpSinkOptions {
  readonly port?: number;
  /** Who may send; anybody where none is named. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Told when a mail has been taken, before its sender is. */
  readonly onMail?: () => void;
}

export async function openSmtpSink({ port = 0, login, onMail }: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const received: Mail[] = [];
  const codes: number[] = [];
  const server = new SMTPServer({
    authOptional: !login,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onAuth({ username, password }, _, answer) {
      if (login && username === login.user && password === login.password) answer(null, { user: username });
      else answer(Object.assign(new Error("no such login"), { responseCode: 535 }));
    },
    onData(stream, _, answer) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const code = codes.shift();
        if (code) return answer(Object.assign(new Error("refused"), { responseCode: code }));
        const raw = Buffer.concat(chunks).toString("utf8");
        return simpleParser(raw).then((mail) => {
          received.push({
            id: mail.messageId ?? "",
            to: addressesIn(mail.to),
            from: mail.from?.value[0]?.address ?? "",
            subject: mail.subject ?? "",
            text: mail.text ?? "",
            raw,
          });
          onMail?.();
          answer(null);
        }, answer);
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  const address = server.server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    get mails() {
      return [...new Map(received.map((mail) => [mail.id, mail])).values()];
    },
    received,
    refuse: (...more) => codes.push(...more),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const addressesIn = (to: AddressObject | AddressObject[] | undefined): string[] =>
  [to ?? []].flat().flatMap(({ value }) => value.flatMap(({ address }) => address ?? []));
