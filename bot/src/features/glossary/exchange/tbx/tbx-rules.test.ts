import fc from "fast-check";
import { expect, test } from "vitest";
import { anyDraft, texts } from "#features/glossary/exchange/testing.ts";
import hostileTexts from "#test/hostile.json" with { type: "json" };
import { type TbxStyle, writeTbx } from "./tbx-writing.ts";
import { type Element, elementsIn, readXml, textIn } from "./xml.ts";

/*
 * What is written keeps the public rules of TBX-Basic: TBXcoreStructV03.rng for the structure and TBX-Basic_DCA.sch for the
 * data categories (github.com/LTAC-Global/TBX-Basic_dialect, version 1.2), in our own words.
 */

const core = "urn:iso:std:iso:30042:ed-2";
const grouped = ["descripGrp", "adminGrp", "termNoteGrp", "transacGrp"];
const auxiliary = [
  ...grouped.filter((name) => name !== "termNoteGrp"),
  "descrip",
  "admin",
  "note",
  "ref",
  "xref",
];

/** Which categories an element may have, and at which levels. */
const categories: Record<string, Record<string, string[]>> = {
  descrip: {
    subjectField: ["conceptEntry"],
    definition: ["conceptEntry", "langSec"],
    context: ["termSec"],
  },
  admin: {
    source: ["conceptEntry", "langSec", "termSec"],
    projectSubset: ["conceptEntry", "termSec"],
    customerSubset: ["conceptEntry", "termSec"],
  },
  termNote: {
    administrativeStatus: ["termSec"],
    partOfSpeech: ["termSec"],
    geographicalUsage: ["termSec"],
    grammaticalGender: ["termSec"],
    termType: ["termSec"],
  },
  ref: { crossReference: ["conceptEntry", "termSec"] },
  xref: { externalCrossReference: ["conceptEntry", "langSec", "termSec"] },
};
const categoryHomes = new Map(Object.values(categories).flatMap((each) => Object.entries(each)));

const picklists: Record<string, string[]> = {
  administrativeStatus: ["preferred", "admitted", "deprecated", "superseded"].map(
    (each) => `${each}Term-admn-sts`,
  ),
  partOfSpeech: ["noun", "verb", "adjective", "adverb", "other"],
  grammaticalGender: ["masculine", "feminine", "neuter", "other"],
  termType: ["fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"],
};

/** What a level holds, in its order; the last may come often. */
const contents: Record<string, { before: string[]; last: string }> = {
  conceptEntry: { before: auxiliary, last: "langSec" },
  langSec: { before: auxiliary, last: "termSec" },
};

async function faultsIn(file: string, style: TbxStyle): Promise<string[]> {
  const faults: string[] = [];
  const [root, header, ...entries] = await Array.fromAsync(
    readXml(texts(file), new Set(["tbxHeader", "conceptEntry"])),
  );
  const top = root && "root" in root ? root.root : undefined;
  if (top?.name !== "tbx" || top.space !== core) faults.push("The root is not tbx.");
  if (top?.attributes.type !== "TBX-Basic" || top.attributes.style !== style)
    faults.push("The dialect is not told.");
  if (!top?.attributes["xml:lang"]) faults.push("The file has no language.");
  if (!header || !("tree" in header) || header.tree.name !== "tbxHeader") faults.push("There is no header.");
  if (entries.length === 0) faults.push("The body is empty.");
  const trees = entries.flatMap((part) => ("tree" in part ? [part.tree] : []));
  const ids = new Set<string>();
  for (const element of trees.flatMap((tree) => [...all(tree)])) {
    const { id } = element.attributes;
    if (id === undefined) continue;
    if (ids.has(id) || !/^[A-Za-z_][\w.-]*$/.test(id)) faults.push(`The id ${id} is wrong.`);
    ids.add(id);
  }
  for (const tree of trees) check(tree, "conceptEntry", tree, { faults, ids, style });
  return faults;
}

type Room = { faults: string[]; ids: Set<string>; style: TbxStyle };

function check(element: Element, level: string, parent: Element, room: Room): void {
  const { faults, style } = room;
  const { name, attributes } = element;
  const isCore = element.space === core;
  const category = isCore ? attributes.type : name;
  if (style === "dca" && !isCore) faults.push(`${name} is not of the core.`);
  if (style === "dct" && isCore && attributes.type !== undefined) faults.push(`${name} has a type.`);
  if (attributes.type === "") faults.push(`${name} has an empty type.`);
  if (category !== undefined && (style === "dca" || !isCore)) {
    const homes = style === "dca" ? categories[name]?.[category] : categoryHomes.get(category);
    if (!homes?.includes(level)) faults.push(`${category} is not allowed in ${level}.`);
    const values = picklists[category];
    if (values && !values.includes(textIn(element))) faults.push(`${category} can't be ${textIn(element)}.`);
  }
  const { target } = attributes;
  if (target !== undefined && !room.ids.has(target) && !/^https?:\/\/./.test(target))
    faults.push(`No ${target}.`);
  if (name === "langSec" && !/^[a-z]{2}$/.test(attributes["xml:lang"] ?? ""))
    faults.push("A section has no language.");
  if (name.endsWith("Grp") && elementsIn(element).length === 0) faults.push(`${name} is empty.`);
  if (name === "termSec" && elementsIn(element)[0]?.name !== "term")
    faults.push("A term does not come first.");
  if (name === "termSec" && elementsIn(element).filter((each) => each.name === "term").length !== 1)
    faults.push("Terms.");
  const order = isCore ? contents[name] : undefined;
  if (order) checkOrder(element, order, room);
  const isLevel = ["conceptEntry", "langSec", "termSec"].includes(name);
  for (const child of elementsIn(element)) check(child, isLevel ? name : level, parent, room);
}

function checkOrder(
  element: Element,
  { before, last }: { before: string[]; last: string },
  { faults, style }: Room,
): void {
  const names = elementsIn(element).map((child) => (child.space === core ? child.name : "category"));
  const from = names.indexOf(last);
  if (from < 0) faults.push(`${element.name} has no ${last}.`);
  if (names.slice(from).some((name) => name !== last)) faults.push(`Something follows ${last}.`);
  const allowed = style === "dct" ? [...before, "category"] : before;
  if (names.slice(0, Math.max(0, from)).some((name) => !allowed.includes(name)))
    faults.push("Something strange.");
}

function* all(element: Element): Generator<Element> {
  yield element;
  for (const child of elementsIn(element)) yield* all(child);
}

test.for(["dca", "dct"] as const)("what is written keeps the rules of TBX-Basic, style %s", async (style) => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyDraft(hostileTexts), { minLength: 1, maxLength: 3 }), async (drafts) => {
      const ids = drafts.map((_, at) => `b1b1b1b1-0000-4000-8000-00000000000${at}`);
      const linked = drafts.map((draft, at) => ({
        ...draft,
        relations: [
          ...draft.relations,
          { kind: "related" as const, conceptId: ids[(at + 1) % ids.length] ?? "" },
        ],
      }));
      async function* concepts() {
        for (const [at, draft] of linked.entries()) yield { id: ids[at] ?? "", draft };
      }
      const file = await Array.fromAsync(
        writeTbx(concepts(), "Ordlista", {
          style,
          fieldName: (field) => field,
          isInFile: (id) => ids.includes(id),
          linkTo: (id) => `https://teams.example/l/entity/a?webUrl=https%3A%2F%2Fx%2F${id}&label=x`,
        }),
      );
      expect(await faultsIn(file.join(""), style)).toEqual([]);
    }),
    { numRuns: 12 },
  );
});

test("the rules find what breaks them", async () => {
  const broken = `<tbx type="TBX" style="dca" xml:lang="sv" xmlns="${core}"><tbxHeader/><text><body><conceptEntry id="1">
    <langSec xml:lang="sv"><descrip type="subjectField">x</descrip><termSec><termNote type="partOfSpeech">n</termNote>
    <term>x</term><ref type="crossReference" target="nowhere"/></termSec></langSec></conceptEntry></body></text></tbx>`;

  expect(await faultsIn(broken, "dca")).toEqual([
    "The dialect is not told.",
    "The id 1 is wrong.",
    "subjectField is not allowed in langSec.",
    "A term does not come first.",
    "partOfSpeech can't be n.",
    "No nowhere.",
  ]);
});
