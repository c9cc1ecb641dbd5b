/** For the administrator: what the office asks of those who sign in, and how each of them gets in. */
import { Accounts } from "./accounts.tsx";
import { Policy } from "./policy.tsx";

export function SignInSecurity() {
  return (
    <div style={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 16 }}>
      <Policy />
      <Accounts />
    </div>
  );
}
