/** Azure Key Vault's own rule for names of secrets, which is safe for files too; letters small, as vaults ignore case. */
const keyName = /^[a-z0-9-]{1,120}$/;

export function checkKeyName(name: string): void {
  if (!keyName.test(name)) throw new RangeError(`"${name}" is no name for a key.`);
}
