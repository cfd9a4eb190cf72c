import type { z } from "zod";
import type { PostView, startInput, TopicList, TopicView } from "#features/forum/contract.ts";
import type { Role } from "#platform/auth/role.ts";
import type { Route } from "#platform/feature.ts";
import type { Person } from "#platform/teams/turn.ts";
import { anna, bo, respondent, type TestApp, testApp } from "./harness.ts";
import { admit, networked } from "./network.ts";

/* The forum to test with: Anna coordinates, Bo and Cecilia are members. */

export const monday = "2026-11-23T08:00:00Z";
export const cecilia = { ...respondent(3), name: "Cecilia" };
export const topicId = "f0f0f0f0-0000-4000-8000-000000000001";

export const question: z.infer<typeof startInput> = {
  id: topicId,
  title: "Vad heter kuntayhtymä på svenska?",
  tags: ["forvaltning"],
  language: "sv",
  text: "Jag har sett både **samkommun** och kommunförbund.",
  mentions: [],
};

export async function forumApp(
  ...more: Parameters<typeof testApp> extends [string, ...infer Rest] ? Rest : never
) {
  const app = await testApp(monday, ...more);
  await networked(app, [bo]);
  await admit(app, cecilia, { reads: ["sv", "fi", "en"] });
  await app.work();
  return app;
}

/** What a member does in the tab, through the app's door. */
export function inForum(app: TestApp, who: Person, roles: Role[] = []) {
  const ask = <T>(method: Route["method"], path: string, input?: unknown) =>
    app.ask(who, roles, method, `/forum${path}`, input) as Promise<T>;
  const at = (id = topicId) => `/topics/${id}`;
  return {
    ask,
    list: (query = "") => ask<TopicList>("GET", `/topics?${query}`),
    start: (changes: Partial<typeof question> = {}) =>
      ask<TopicView>("POST", "/topics", { ...question, ...changes }),
    topic: (id?: string, query = "") => ask<TopicView>("GET", `${at(id)}?${query}`),
    write: (text: string, changes: object = {}, id?: string) =>
      ask<PostView>("POST", `${at(id)}/posts`, {
        id: crypto.randomUUID(),
        language: "sv",
        text,
        mentions: [],
        quote: null,
        ...changes,
      }),
    edit: (number: number, text: string, version: string, changes: object = {}) =>
      ask<PostView>("PUT", `${at()}/posts/${number}`, {
        version,
        text,
        language: "sv",
        mentions: [],
        ...changes,
      }),
    remove: (number: number, reason = "") =>
      ask<PostView>("POST", `${at()}/posts/${number}/removal`, { reason }),
    restore: (number: number) => ask<PostView>("POST", `${at()}/posts/${number}/restoration`),
    read: (number: number, id?: string) => ask<{ number: number }>("PUT", `${at(id)}/reading`, { number }),
    follow: (following: string, id?: string) => ask<TopicView>("PUT", `${at(id)}/following`, { following }),
    deed: (method: Route["method"], path: string, input?: unknown) =>
      ask<TopicView>(method, `${at()}/${path}`, input),
  };
}

/** Bo's question. */
export async function askedByBo(app: TestApp) {
  await inForum(app, bo).start();
  await app.work();
  return {
    anna: inForum(app, anna),
    bo: inForum(app, bo),
    cecilia: inForum(app, cecilia),
  };
}
