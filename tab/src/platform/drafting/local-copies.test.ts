import { expect, test } from "vitest";
import { localCopies } from "./local-copies.ts";

/** One browser that Anna and Bo use, in windows that are open or not. */
function browser() {
  const memory = new Map<string, string>();
  const open = new Set<string>();
  const signedIn: { person: string | null } = { person: "anna" };
  let at = 0;
  const window = (id: string) => {
    open.add(id);
    return {
      person: () => signedIn.person,
      window: () => id,
      isOpenElsewhere: (other: string) => other !== id && open.has(other),
      readAll: (start: string) => new Map([...memory].filter(([key]) => key.startsWith(start))),
      write: (key: string, value: string | null) => {
        if (value === null) memory.delete(key);
        else memory.set(key, value);
        return true;
      },
      now: () => ++at,
    };
  };
  return { memory, window, signedIn, close: (id: string) => open.delete(id) };
}
const names = ["forum.new", "forum.4a6f", "coffee.4a6f", "glossary.new", "translation.7"];

test.each(names)("what Anna wrote of %s is not Bo's to find, and is hers again", (name) => {
  const { window, signedIn } = browser();
  localCopies<string>(name, "", window("1")).keep("Annas");

  signedIn.person = "bo";
  expect(localCopies(name, "", window("1")).find()).toBeNull();
  signedIn.person = "anna";
  expect(localCopies(name, "", window("1")).find()).toBe("Annas");
});

test("what Anna writes is kept nowhere once Bo has come", () => {
  const { memory, window, signedIn } = browser();
  const annas = localCopies<string>("forum.new", "", window("1"));
  annas.keep("Annas");
  const before = [...memory];

  signedIn.person = "bo";
  annas.keep("Annas, senare");
  annas.keep(null);
  expect(annas.isMine()).toBe(false);
  signedIn.person = null;
  annas.keep("ingens");

  expect([...memory]).toEqual(before);
});

test("two windows keep one copy each, and neither takes the other's away", () => {
  const { window, close } = browser();
  const first = localCopies<string>("forum.4a6f", "", window("1"));
  const second = localCopies<string>("forum.4a6f", "", window("2"));
  first.keep("första");
  expect(second.find()).toBeNull();
  second.keep("andra");

  first.keep(null);
  close("1");
  close("2");

  const later = localCopies<string>("forum.4a6f", "", window("3"));
  expect(later.find()).toBe("andra");
  later.keep(null);
  expect(later.find()).toBeNull();
});

test("of several windows that were closed the newest is found first, and then the one before", () => {
  const { window, close } = browser();
  for (const id of ["1", "2"]) {
    localCopies<string>("forum.new", "", window(id)).keep(`fönster ${id}`);
    close(id);
  }
  const third = localCopies<string>("forum.new", "", window("3"));

  expect(third.find()).toBe("fönster 2");
  third.keep("fönster 2, vidare");
  third.keep(null);
  expect(third.find()).toBe("fönster 1");
});

test("a reload finds the window's own, not a newer one of another", () => {
  const { window, close } = browser();
  localCopies<string>("forum.new", "", window("1")).keep("eget");
  localCopies<string>("forum.new", "", window("2")).keep("nyare");
  close("2");

  expect(localCopies<string>("forum.new", "", window("1")).find()).toBe("eget");
});

test("what began at one place is kept beside what began at another, and found from none in particular", () => {
  const { window } = browser();
  const term = localCopies<string>("glossary.new", "term=jäv", window("1"));
  term.keep("jäv");
  localCopies<string>("glossary.new", "term=nämnd", window("1")).keep("nämnd");

  expect(localCopies<string>("glossary.new", "term=jäv", window("1")).find()).toBe("jäv");
  expect(localCopies<string>("glossary.new", "term=råd", window("1")).find()).toBeNull();
  expect(localCopies<string>("glossary.new", "", window("1")).find()).toBe("nämnd");
});

test("what cannot be read is not found", () => {
  const { memory, window } = browser();
  memory.set("written/anna/forum.new/1", "{");
  expect(localCopies("forum.new", "", window("1")).find()).toBeNull();
});
