import { type Value, valueReader, valuesIn } from "./expressions.ts";
import { type Token, tokensOf } from "./tokens.ts";

/**
 * As much of Bicep as the tests need, since its compiler can't be had from npm: its grammar as far as main.bicep uses it,
 * what a file declares, and which names each declaration refers to. It knows no types; what-if does.
 */
export type Declaration = {
  kind: "param" | "var" | "resource" | "output";
  name: string;
  /** Of a resource, such as "Microsoft.Web/sites@2025-03-01"; of a param or output, such as "string". */
  type?: string;
  /** Of a param: whether it can be left out. */
  optional: boolean;
  /** What is written above it with an @. */
  decorators: { name: string; arguments: number }[];
  /** The keys of each object in it by the path to it: "" is the outermost, "properties" what a resource mostly is. */
  keys: Record<string, string[]>;
  /** What is given to each key that is no object, by the path to it. */
  values: Record<string, Value>;
  /** Every value in it, in the order in which they are written. */
  all: Value[];
  references: string[];
  calls: string[];
  argumentCounts: [name: string, count: number][];
};

const kinds = ["param", "var", "resource", "output"] as const;

/** What the file declares, in order; throws with the line where something is not Bicep. */
export function parseBicep(source: string): Declaration[] {
  const reader = valueReader(tokensOf(source));
  const declarations: Declaration[] = [];
  while (!reader.isOver()) declarations.push(declaration(reader));
  return declarations;
}

type Reader = ReturnType<typeof valueReader>;

function declaration(reader: Reader): Declaration {
  const decorators: Declaration["decorators"] = [];
  while (reader.takes("@")) {
    const call = reader.value();
    if (call.kind !== "call") throw new Error(`Line ${reader.line()}: what is after @ is no call.`);
    decorators.push({ name: call.name, arguments: call.arguments.length });
    reader.newLine();
  }
  const keyword = reader.word();
  const kind = kinds.find((one) => one === keyword.text);
  if (!kind) throw new Error(`Line ${keyword.line}: ${keyword.text} declares nothing.`);
  const name = reader.word().text;
  const type = kind === "resource" ? reader.string() : typeOf(kind, reader);
  const value = givenTo(kind, reader);
  if (!reader.isOver()) reader.newLine();
  const all = value ? valuesIn(value) : [];
  const calls = all.filter((each) => each.kind === "call");
  return {
    kind,
    name,
    ...(type && { type: type.text }),
    optional: kind === "param" && value !== undefined,
    decorators,
    ...(value ? keysAndValues(value) : { keys: {}, values: {} }),
    all,
    references: all.filter((each) => each.kind === "name").map((each) => each.name),
    calls: calls.map((call) => call.name),
    argumentCounts: calls.map((call) => [call.name, call.arguments.length]),
  };
}

/** A param's type, which a .bicepparam leaves out, and an output's. */
const typeOf = (kind: Declaration["kind"], reader: Reader): Token | undefined =>
  kind === "output" || (kind === "param" && reader.isWord()) ? reader.word() : undefined;

function givenTo(kind: Declaration["kind"], reader: Reader): Value | undefined {
  if (!reader.takes("=")) {
    if (kind === "param") return undefined;
    throw new Error(`Line ${reader.line()}: a ${kind} is given no value.`);
  }
  if (kind !== "resource" || !reader.takes("if")) return reader.value();
  reader.must("(");
  const condition = reader.value();
  reader.must(")");
  return { kind: "choice", condition, yes: reader.value(), no: { kind: "null" } };
}

function keysAndValues(outermost: Value): Pick<Declaration, "keys" | "values"> {
  const keys: Declaration["keys"] = {};
  const values: Declaration["values"] = {};
  const visit = (value: Value, path: string): void => {
    if (value.kind === "choice") {
      visit(value.yes, path);
      if (value.no.kind !== "null") visit(value.no, path);
    } else if (value.kind === "call") {
      for (const each of value.arguments) if (each.kind === "object") visit(each, path);
      values[path] = value;
    } else if (value.kind === "object") {
      for (const { key, value: inside } of value.entries) {
        keys[path] = [...(keys[path] ?? []), key];
        visit(inside, path ? `${path}.${key}` : key);
      }
    } else values[path] = value;
  };
  visit(outermost, "");
  return { keys, values };
}
