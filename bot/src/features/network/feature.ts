import type { Feature, Platform } from "#platform/feature.ts";
import { defineTexts, type Locale, translators } from "#platform/i18n/texts.ts";
import { destinationsFor } from "#platform/sending/destinations.ts";
import { sendingViews } from "#platform/sending/views.ts";
import type { Chats } from "#platform/teams/chats.ts";
import type { Directory } from "#platform/teams/directory/directory.ts";
import type { Memberships } from "#platform/teams/memberships.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import { networkAccess, type Viewer } from "./access.ts";
import { networkBot } from "./actions.ts";
import type { Ink } from "./card.ts";
import type { Profile, Standing } from "./contract.ts";
import { networkJobs } from "./jobs.ts";
import { isIn } from "./member.ts";
import { membership as membershipOf } from "./membership.ts";
import { networkMessages } from "./messages.ts";
import { memberNames } from "./names.ts";
import { telling as tellingOf } from "./notifications.ts";
import { networkApi } from "./routes.ts";
import { networkStore } from "./store.ts";
import en from "./texts/en.json" with { type: "json" };
import fi from "./texts/fi.json" with { type: "json" };
import sv from "./texts/sv.json" with { type: "json" };
import { type FieldName, networkViews } from "./view.ts";

/** What the network is handed beside the platform: wires to other features. */
export type Wires = {
  chats: Chats;
  directory: Directory;
  memberships: Memberships;
  languageOf(person: Person): Promise<Locale | null>;
  fields(tenantId: string): Promise<FieldName[]>;
  /** What other features keep of whoever leaves; it is asked again until it succeeds, so it may come twice. */
  onLeave(person: Person): Promise<void>;
};

export type NetworkMember = { id: string; name: string; profile: Profile; isCoordinator: boolean };

/** What other features ask of the network. */
export type Network = {
  /** In the tab with roles, in chat without: there the member's row decides. */
  standingOf(viewer: Viewer): Promise<Standing>;
  /** Only those who are members now; at most twenty seconds old. */
  memberNames(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  /** By name. */
  members(tenantId: string): AsyncIterable<NetworkMember>;
  find(tenantId: string, id: string): Promise<NetworkMember | undefined>;
  /** The network's own channels, where the bot may still write to them. */
  channels(tenantId: string): Promise<Place[]>;
};

/** The translators' network: who belongs to it, and how one comes in and leaves. */
export function network(room: Platform & Wires): Feature & Network {
  const { tables, clock, jobs, sender, places, chats, tabLink } = room;
  const texts = defineTexts({ sv, fi, en });
  const words = translators(texts);
  const inkFor = (locale: Locale): Ink => ({ locale, t: words[locale], tabLink });

  const store = networkStore(tables);
  const access = networkAccess(store);
  const membership = membershipOf({ store, access, jobs, clock });
  const names = memberNames(store, clock);
  const telling = tellingOf({ store, chats, sender, jobs, clock });
  const views = networkViews({ store, access, places, fields: room.fields });
  const sendings = sendingViews(room);
  const destinations = destinationsFor(room);

  return {
    name: "network",
    texts,
    ...networkBot({ store, access, membership, inkFor }),
    routes: networkApi({
      store,
      access,
      membership,
      names,
      views,
      places,
      sender,
      sendings,
      destinations,
      clock,
      tabLink,
    }),
    jobs: networkJobs({ store, telling, onLeave: room.onLeave }),
    messages: networkMessages({ store, chats, inkFor, languageOf: room.languageOf }),

    standingOf: access.standingOf,
    memberNames: names.of,
    async *members(tenantId) {
      yield* store.allMembers(tenantId);
    },
    async find(tenantId, id) {
      const member = await store.find(tenantId, id);
      return isIn(member) ? member : undefined;
    },
    channels: views.channels,
  };
}
