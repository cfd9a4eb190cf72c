/** Azure keeps at most 32 Ki characters in a property; a longer text goes over several columns. */
const partLength = 30_000;

export type LongText = Record<`${string}_${number}`, string>;

/** The text as columns `name_0`, `name_1` … */
export function toColumns(name: string, text: string): LongText {
  const columns: LongText = {};
  for (let part = 0; part === 0 || part * partLength < text.length; part++) {
    columns[`${name}_${part}`] = text.slice(part * partLength, (part + 1) * partLength);
  }
  return columns;
}

export function fromColumns(name: string, row: Record<string, unknown>): string {
  let text = "";
  for (let part = 0; ; part++) {
    const column = row[`${name}_${part}`];
    if (typeof column !== "string") return text;
    text += column;
  }
}
