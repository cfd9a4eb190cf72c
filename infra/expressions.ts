import type { Token } from "./tokens.ts";

/** What may be written after an equals sign or a key. */
export type Value =
  | { kind: "string"; text: string; inside: Value[] }
  | { kind: "number" | "boolean"; text: string }
  | { kind: "null" }
  | { kind: "name"; name: string }
  | { kind: "member"; of: Value; name: string }
  | { kind: "call"; name: string; arguments: Value[] }
  | { kind: "not"; of: Value }
  | { kind: "both"; sides: [Value, Value] }
  | { kind: "choice"; condition: Value; yes: Value; no: Value }
  | { kind: "array"; items: Value[] }
  | { kind: "object"; entries: Entry[] };

/** `inKey` are the expressions in a key that is a string. */
type Entry = { key: string; inKey: Value[]; value: Value };

/** The value and all in it, in the order in which they are written. */
export function valuesIn(value: Value): Value[] {
  return [value, ...partsOf(value).flatMap(valuesIn)];
}

function partsOf(value: Value): Value[] {
  switch (value.kind) {
    case "string":
      return value.inside;
    case "member":
    case "not":
      return [value.of];
    case "call":
      return value.arguments;
    case "both":
      return value.sides;
    case "choice":
      return [value.condition, value.yes, value.no];
    case "array":
      return value.items;
    case "object":
      return value.entries.flatMap((entry) => [...entry.inKey, entry.value]);
    default:
      return [];
  }
}

const signsBetween = ["==", "!=", "&&", "||", "+"];

/** Reads a file's tokens from the first to the last; each read throws with the line where something else is written. */
export function valueReader(tokens: Token[]) {
  let at = 0;
  const end: Token = { kind: "end", text: "the end", line: tokens.at(-1)?.line ?? 1 };
  const peek = () => tokens[at] ?? end;
  const line = () => peek().line;
  const isSign = (text: string) => peek().kind !== "string" && peek().text === text;

  function take(kind: Token["kind"], what: string): Token {
    const token = peek();
    if (token.kind !== kind) throw new Error(`Line ${token.line}: ${what} is missing before ${token.text}.`);
    at++;
    return token;
  }
  function takes(text: string): boolean {
    if (!isSign(text)) return false;
    at++;
    return true;
  }
  function must(text: string): void {
    if (!takes(text)) throw new Error(`Line ${line()}: ${text} is missing before ${peek().text}.`);
  }
  function newLine(): void {
    const before = tokens[at - 1]?.line;
    if (peek().kind !== "end" && peek().line === before)
      throw new Error(`Line ${before}: ${peek().text} needs a line of its own.`);
  }

  function value(): Value {
    const condition = between();
    if (!takes("?")) return condition;
    const yes = value();
    must(":");
    return { kind: "choice", condition, yes, no: value() };
  }
  function between(): Value {
    let left = single();
    while (signsBetween.some((sign) => isSign(sign))) {
      at++;
      left = { kind: "both", sides: [left, single()] };
    }
    return left;
  }
  function single(): Value {
    if (takes("!")) return { kind: "not", of: single() };
    let found = first();
    while (takes(".")) {
      const { text: name } = take("word", "A name");
      found = takes("(")
        ? { kind: "call", name, arguments: listUpTo(")") }
        : { kind: "member", of: found, name };
    }
    return found;
  }
  function first(): Value {
    if (takes("{")) return object();
    if (takes("[")) return { kind: "array", items: listUpTo("]") };
    if (takes("(")) {
      const inside = value();
      must(")");
      return inside;
    }
    if (peek().kind === "string") {
      const token = take("string", "A string");
      return { kind: "string", text: token.text, inside: insideOf(token) };
    }
    const { text } = take("word", "A value");
    if (takes("(")) return { kind: "call", name: text, arguments: listUpTo(")") };
    if (/^\d+$/.test(text)) return { kind: "number", text };
    if (text === "true" || text === "false") return { kind: "boolean", text };
    return text === "null" ? { kind: "null" } : { kind: "name", name: text };
  }
  function listUpTo(closing: string): Value[] {
    const items: Value[] = [];
    while (!takes(closing)) {
      if (items.length > 0 && !takes(",")) newLine();
      items.push(value());
    }
    return items;
  }
  /** Each key on a line of its own, which is all that Bicep allows where there is no comma. */
  function object(): Value {
    const entries: Entry[] = [];
    while (!takes("}")) {
      if (entries.length > 0 && !takes(",")) newLine();
      const key = peek().kind === "string" ? take("string", "A key") : take("word", "A key");
      must(":");
      entries.push({ key: key.text, inKey: insideOf(key), value: value() });
    }
    return { kind: "object", entries };
  }

  return {
    line,
    value,
    takes,
    must,
    newLine,
    isOver: () => peek().kind === "end",
    isWord: () => peek().kind === "word",
    word: () => take("word", "A name"),
    string: () => take("string", "A string"),
  };
}

function insideOf({ text, inside = [] }: Token): Value[] {
  return inside.map((tokens) => {
    const reader = valueReader(tokens);
    const value = reader.value();
    if (!reader.isOver())
      throw new Error(`Line ${reader.line()}: \${...} in '${text}' holds more than one value.`);
    return value;
  });
}
