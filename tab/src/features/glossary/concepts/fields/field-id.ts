/** As the contract has it. */
const longestId = 40;

/** A short id out of a field's name, "Beslut & ärenden" to "beslut-arenden"; another where it is taken. */
export function freeFieldId(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, longestId - 4);
  const base = plain || "field";
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
