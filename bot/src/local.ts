import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { localeOf } from "#platform/i18n/texts.ts";
import { botClaims, createIssuer, tabClaims } from "#platform/local/issuer.ts";
import { demoBotId, demoPeople, demoTabClientId, demoTenantId } from "#platform/local/people.ts";
import { createLog } from "#platform/telemetry/log.ts";
import type { LocalConfig } from "./config.ts";
import { fillDemo } from "./demo/demo.ts";
import { localDoor } from "./demo/door.ts";
import type { Surroundings } from "./surroundings.ts";

const issuerName = "https://local.kommunpuls.invalid";
const tokenInput = z.object({ personId: z.string() });

export async function localSurroundings(config: LocalConfig): Promise<Surroundings> {
  const publicUrl = `http://localhost:${config.PORT}`;
  const serviceUrl = `http://localhost:${config.PLAYGROUND_PORT}/_connector`;
  mkdirSync(config.DATA_FOLDER, { recursive: true, mode: 0o700 });
  const logFile = createWriteStream(join(config.DATA_FOLDER, "kommunpuls.log"), { flags: "a", mode: 0o600 });
  const issuer = await createIssuer();
  const metadataUrl = `${publicUrl}/local/openid-configuration`;
  const log = createLog((line) => void logFile.write(line));
  return {
    host: "127.0.0.1",
    publicUrl,
    tabLink: (page) => `${publicUrl}/tab${page}`,
    store: { kind: "embedded", folder: config.DATA_FOLDER },
    keys: { kind: "files", folder: join(config.DATA_FOLDER, "keys") },
    bot: {
      botId: demoBotId,
      issuer: issuerName,
      metadataUrl,
      serviceUrls: [serviceUrl],
      tenantIds: [demoTenantId],
      credentials: async () => ({ signRequest: async (request: unknown) => request }) as never,
    },
    tab: {
      clientId: demoTabClientId,
      host: `localhost:${config.PORT}`,
      tenantIds: [demoTenantId],
      issuerOf: () => issuerName,
      metadataUrlOf: () => metadataUrl,
      adminIds: [],
      organiserIds: [],
      readerIds: [],
    },
    log,
    routes: (receive) => [
      {
        method: "GET",
        path: "/local/openid-configuration",
        handle: async () => ({ status: 200, body: issuer.metadata(`${publicUrl}/local/keys`) }),
      },
      { method: "GET", path: "/local/keys", handle: async () => ({ status: 200, body: issuer.keys() }) },
      {
        method: "GET",
        path: "/local/people",
        handle: async ({ acceptLanguage }) => ({
          status: 200,
          body: {
            people: demoPeople.map(({ id, name, roles, about }) => ({
              id,
              name,
              role: roles[0] ?? "",
              about: about[localeOf(acceptLanguage) ?? "sv"],
            })),
          },
        }),
      },
      {
        method: "POST",
        path: "/local/tokens",
        async handle({ body }) {
          const person = demoPeople.find(({ id }) => id === tokenInput.parse(body).personId);
          if (!person) return { status: 404, body: {} };
          return {
            status: 200,
            body: {
              token: await issuer.sign(
                tabClaims({ ...person, tenantId: demoTenantId }, demoTabClientId, issuerName),
              ),
            },
          };
        },
      },
      {
        method: "POST",
        path: "/local/messages",
        async handle({ body }) {
          const token = await issuer.sign(botClaims(demoBotId, issuerName, serviceUrl));
          return receive(`Bearer ${token}`, body);
        },
      },
    ],
    async started(url) {
      void filled(url).catch((error: unknown) => log.bug("demo", error));
      console.log(`Kommunpuls ${url}/tab`);
      return async () => {};
    },
  };

  async function filled(url: string) {
    const organiser = demoPeople[0];
    if (!organiser) return;
    const token = () =>
      issuer.sign(tabClaims({ ...organiser, tenantId: demoTenantId }, demoTabClientId, issuerName));
    await fillDemo(
      localDoor({ url, token, tenantId: demoTenantId, botId: demoBotId, serviceUrl, place: demoChannel }),
      new Date(),
    );
  }
}

/** As in .m365agentsplayground.yml. */
const demoChannel = {
  id: "19:valmaende@thread.tacv2",
  name: "Välmående i arbetet",
  teamId: "19:kommunnatverket@thread.tacv2",
  teamName: "Kommunnätverket",
};
