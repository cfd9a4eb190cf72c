import { expect, test } from "vitest";
import { pathOf } from "./deep-link.ts";
import { pageLink, teamsLink } from "./page-link.ts";

const partLink =
  "https://teams.microsoft.com/l/entity/app/forum?webUrl=https%3A%2F%2Fpuls.example%2Ftab%2Fforum&context=%7B%7D";

test("a page's link has its query, and nothing of how Teams shows it to one person", () => {
  expect(pageLink("https://puls.example/tab/forum?view=mine&lang=sv-se&theme=dark#post-2")).toBe(
    "https://puls.example/tab/forum?view=mine",
  );
  expect(pageLink("https://puls.example/tab/forum/topics/7?lang=sv-se")).toBe(
    "https://puls.example/tab/forum/topics/7",
  );
});

test("a link to a post takes the place of the post that the page was opened at", () => {
  expect(pageLink("https://puls.example/tab/forum/topics/7?post=1", "?post=2")).toBe(
    "https://puls.example/tab/forum/topics/7?post=2",
  );
});

test("a page that was opened outside Teams is opened there by the link to its part", () => {
  const link = new URL(teamsLink("https://puls.example/tab/forum/search?q=en+sak&lang=fi", partLink) ?? "");

  expect(link.href).not.toContain("+");
  expect(link.pathname).toBe("/l/entity/app/forum");
  expect(link.searchParams.get("webUrl")).toBe("https://puls.example/tab/forum/search?q=en+sak");
  const { subEntityId } = JSON.parse(link.searchParams.get("context") ?? "");
  expect(pathOf(subEntityId)).toBe("/forum/search?q=en+sak");
});

test("where the server tells no such link there is none", () => {
  expect(teamsLink("https://puls.example/tab/forum", "%TEAMS%")).toBeNull();
  expect(teamsLink("https://puls.example/tab/forum", undefined)).toBeNull();
});
