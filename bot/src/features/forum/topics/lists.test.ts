import { expect, test } from "vitest";
import { openEmbedded } from "#platform/storage/sqlite/embedded.ts";
import { question } from "#test/harness/forum.ts";
import { bo } from "#test/harness/harness.ts";
import { forumLists } from "./lists.ts";
import { forumMarks } from "./read-state.ts";
import { answered, newTopic } from "./topic.ts";

const now = new Date("2026-11-23T08:00:00Z");
const first = newTopic(bo, question.id, question, now);
const second = { ...answered(first, bo.id, new Date("2026-11-23T09:00:00Z")), writes: 2 };
const sv = { languages: ["sv" as const] };

test("whoever comes last, the newer head is what the lists show, once", async () => {
  const { tables } = await openEmbedded(":memory:");
  const lists = forumLists(tables);
  await Promise.all([lists.write(second), lists.write(first), lists.write(second)]);
  await lists.write(first);
  const page = await lists.page(bo.tenantId, sv, 10);
  expect(page).toMatchObject([{ summary: { id: question.id, posts: 2 } }]);
  expect(await lists.page(bo.tenantId, { ...sv, tag: "forvaltning" }, 10)).toHaveLength(1);
  expect(await lists.page("another", sv, 10)).toEqual([]);
});

test("whoever begins to watch while another device tells what is read is found from the topic", async () => {
  const { tables } = await openEmbedded(":memory:");
  const laptop = forumMarks(tables);
  const reading = forumMarks({
    open(name) {
      const table = tables.open<never>(name);
      const remove: typeof table.remove = async (key) => {
        await laptop.follow(bo, question.id, "watching", now);
        await table.remove(key);
      };
      return name === "forumFollowers" ? { ...table, remove } : table;
    },
  });
  await reading.read(bo, question.id, 3);
  await laptop.follow(bo, question.id, "watching", now);
  expect(await Array.fromAsync(laptop.followers(bo.tenantId, question.id))).toEqual([bo.id]);
});

test("marks made on two devices at once are all kept", async () => {
  const { tables } = await openEmbedded(":memory:");
  const [phone, laptop] = [forumMarks(tables), forumMarks(tables)];
  await Promise.all([
    phone.read(bo, question.id, 7),
    laptop.read(bo, question.id, 5),
    laptop.follow(bo, question.id, "watching", now),
    phone.wrote(bo, question.id, 9, now),
  ]);
  expect(await phone.mark(bo, question.id)).toMatchObject({ number: 7, following: "watching" });
  expect(await laptop.own(bo, "mine", 10)).toEqual([question.id]);
  expect(await laptop.own(bo, "watching", 10)).toEqual([question.id]);
  expect(await Array.fromAsync(phone.followers(bo.tenantId, question.id))).toEqual([bo.id]);
  await phone.follow(bo, question.id, "muted", now);
  expect(await laptop.own(bo, "watching", 10)).toEqual([]);
  expect(await Array.fromAsync(phone.followers(bo.tenantId, question.id))).toEqual([]);
});
