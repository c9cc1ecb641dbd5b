/** Why no backup is made, or none restored: what is the matter and what to do, in one sentence. */
export class BackupRefused extends Error {
  override readonly name = "BackupRefused";
}
