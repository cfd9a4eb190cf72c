import type { Declaration } from "./bicep.ts";
import type { Value } from "./expressions.ts";
import { type Kind, knownDecorators, knownFunctions, knownMembers, knownRoles, knownTypes } from "./known.ts";

/** What in a file that can be read as Bicep is none of what known.ts knows. A whole compiler would find more. */
export function faultsOf(declarations: readonly Declaration[]): string[] {
  const objects = declarations.filter(({ kind, keys }) => kind === "var" && keys[""]);
  return [
    ...declarations.flatMap(callFaults),
    ...declarations.flatMap((one) => memberFaults(one, objects)),
    ...declarations.filter(({ kind }) => kind === "resource").flatMap(resourceFaults),
    ...declarations.filter(({ name }) => name === "roles").flatMap(roleFaults),
  ];
}

function callFaults({ name, decorators, argumentCounts }: Declaration): string[] {
  const wrong = argumentCounts.filter(([called, count]) => {
    const [least, most] = knownFunctions[called] ?? [1, 0];
    return count < least || count > most;
  });
  return [
    ...wrong.map(([called, count]) => `${name}: ${called}() with ${count} arguments`),
    ...decorators
      .filter((each) => knownDecorators[each.name] !== each.arguments)
      .map((each) => `${name}: @${each.name}() with ${each.arguments} arguments`),
  ];
}

/** What is read of a variable is among its keys; of anything else, among what Azure answers. */
function memberFaults({ name, all }: Declaration, objects: readonly Declaration[]): string[] {
  const read = all.filter((each) => each.kind === "member");
  return read
    .filter(({ of, name: member }) => {
      const variable = of.kind === "name" && objects.find((each) => each.name === of.name);
      return !(variable ? (variable.keys[""] ?? []) : knownMembers).includes(member);
    })
    .map(({ name: member }) => `${name}: nothing has a ${member}`);
}

function resourceFaults({ name, type = "", keys, values }: Declaration): string[] {
  const known = knownTypes[type];
  if (!known) return [`${name}: no resource is ${type}`];
  const given = Object.entries(keys).flatMap(([at, list]) => list.map((key) => (at ? `${at}.${key}` : key)));
  const isKnown = (path: string) =>
    path in known.properties ||
    Object.entries(known.properties).some(([of, kind]) => kind === "any" && path.startsWith(`${of}.`));
  return [
    ...given.filter((path) => !isKnown(path)).map((path) => `${name}: ${type} has no ${path}`),
    ...known.needs.filter((path) => !given.includes(path)).map((path) => `${name}: ${path} is missing`),
    ...Object.entries(values)
      .filter(([path, value]) => !fits(value, known.properties[path] ?? "any"))
      .map(([path]) => `${name}: ${path} can't be that`),
  ];
}

/** What is computed is taken to be of the right kind: that is for what-if to say. */
function fits(value: Value, kind: Kind | readonly string[]): boolean {
  if (value.kind === "null" || value.kind === "array") return kind === "any";
  if (value.kind !== "string" && value.kind !== "number" && value.kind !== "boolean")
    return kind !== "object";
  if (typeof kind !== "string") return value.kind === "string" && kind.includes(value.text);
  return kind === "any" || kind === value.kind;
}

function roleFaults({ values }: Declaration): string[] {
  const known: Record<string, string> = knownRoles;
  return Object.entries(values)
    .filter(([name, value]) => value.kind !== "string" || known[name] !== value.text)
    .map(([name]) => `roles: ${name} has another id`);
}
