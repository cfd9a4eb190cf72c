import { setTimeout as sleep } from "node:timers/promises";
import type { TopicList } from "#features/forum/contract.ts";
import type { Profile, RequestList } from "#features/network/contract.ts";
import { person, type TestServer } from "#test/e2e/harness/server.ts";

/* A forum with something in it, for the tests that look at its pages. Anna coordinates, Bo and Carita are members. */

export const topics = {
  solved: "4a6f1c00-0d3e-4c55-9f10-5b7a3e2d1c01",
  pinned: "4a6f1c00-0d3e-4c55-9f10-5b7a3e2d1c02",
  closed: "4a6f1c00-0d3e-4c55-9f10-5b7a3e2d1c03",
  finnish: "4a6f1c00-0d3e-4c55-9f10-5b7a3e2d1c04",
} as const;

export const profile = (municipality: string): Profile => ({
  municipality,
  reads: ["sv", "fi", "en"],
  translates: [{ from: "fi", to: "sv" }],
  areas: [],
  about: "",
});

/** Lets people in: each asks, and Anna says yes. */
export async function letIn(server: TestServer, names: readonly string[]): Promise<void> {
  for (const name of names)
    await server.write("PUT", "/network/membership", { profile: profile("Borgå") }, name);
  const { requests } = await patiently(() => server.ask<RequestList>("/network/requests"));
  for (const { id } of requests) await server.write("POST", `/network/requests/${id}/approval`, {});
}

/** Whoever has just asked as much as one person may waits a second. */
export const patiently = <T>(ask: () => Promise<T>): Promise<T> =>
  ask().catch(async (error) => {
    if (!String(error).includes("429")) throw error;
    await sleep(1_000);
    return patiently(ask);
  });

export const post = (text: string, more: object = {}) => ({
  id: crypto.randomUUID(),
  language: "sv",
  text,
  mentions: [],
  quote: null,
  ...more,
});

export const topic = (id: string, title: string, text: string, more: object = {}) => ({
  id,
  title,
  tags: [],
  language: "sv",
  text,
  mentions: [],
  ...more,
});

const markdown = `I lagen står **fastighetsskatt**, men på vår webbplats står *fastighetsavgift*.

- Vilket ska vi använda?
- Räcker det med en fotnot?

> Kommunfullmäktige fastställer procentsatserna.

| Finska | Svenska |
|---|---|
| kiinteistövero | fastighetsskatt |

Se https://finlex.fi/sv/laki/ajantasa/1992/19920654 och \`kiinteistövero\`.`;

/** Four topics: one solved with many posts, one pinned, one closed and one in Finnish. */
export async function fillForum(server: TestServer): Promise<void> {
  await letIn(server, ["Anna", "Bo", "Carita"]);
  const tags = [...(await tagsOf(server)).slice(0, 2)];
  const write = (path: string, input: object, name?: string) =>
    server.write("POST", `/forum${path}`, input, name);
  await write(
    "/topics",
    topic(topics.solved, "Vad heter kiinteistövero på god svenska?", markdown, { tags }),
    "Bo",
  );
  const inSolved = `/topics/${topics.solved}/posts`;
  await write(
    inSolved,
    post("Enligt lagen **fastighetsskatt**. Jag har aldrig sett något annat.", {
      quote: { number: 1, text: "Vilket ska vi använda?" },
    }),
  );
  await write(
    inSolved,
    post("Kiitos! Meillä käytetään samaa. @Anna, entä yhdyssanat?", {
      language: "fi",
      mentions: [person("Anna").id],
    }),
    "Carita",
  );
  await write(inSolved, post("Det här hör inte hit."), "Carita");
  await server.write("PUT", `/forum/topics/${topics.solved}/best`, { number: 2 }, "Bo");
  await write("/topics", topic(topics.pinned, "Så här gör vi i forumet", "Ställ en fråga i taget."));
  await server.write("POST", `/forum/topics/${topics.pinned}/pin`, {});
  await write("/topics", topic(topics.closed, "Julfesten 2025", "Vem kommer?"), "Bo");
  await server.write("POST", `/forum/topics/${topics.closed}/closure`, { reason: "Festen är över." }, "Bo");
  await write(
    "/topics",
    topic(topics.finnish, "Miten käännetään hyvinvointialue?", "Mikä on vakiintunut vastine?", {
      language: "fi",
    }),
    "Carita",
  );
}

async function tagsOf(server: TestServer): Promise<string[]> {
  const { tags } = await server.ask<TopicList>("/forum/topics", "Bo");
  return tags.map(({ id }) => id);
}
