/** The package brings no types that its exports lead to. */
declare module "asl-validator" {
  export default function aslValidator(definition: unknown): { isValid: boolean; errorsText(): string };
}
