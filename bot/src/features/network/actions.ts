import { z } from "zod";
import { action, dialog, type Feature } from "#platform/feature.ts";
import type { Locale } from "#platform/i18n/texts.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { DialogReply, Turn } from "#platform/teams/turn.ts";
import type { Access } from "./access.ts";
import { decidedCard, formCard, type Ink, sentCard, standingCard } from "./card.ts";
import { type Entered, enteredFrom, joinInputs, profileFrom } from "./form.ts";
import { isIn } from "./member.ts";
import type { Membership } from "./membership.ts";
import type { NetworkStore } from "./store.ts";

type Ports = { store: NetworkStore; access: Access; membership: Membership; inkFor(locale: Locale): Ink };

const requestInput = z.strictObject({ request: z.uuid() });

/** The network in chat: how one stands, the way in, and coordinators' answers to those who ask. */
export function networkBot({
  store,
  access,
  membership,
  inkFor,
}: Ports): Required<Pick<Feature, "commands" | "actions" | "dialogs">> {
  const known = ({ person }: Turn) => store.find(person.tenantId, person.id);

  async function form(turn: Turn, entered?: Entered, error = ""): Promise<DialogReply> {
    const member = await known(turn);
    const ink = inkFor(turn.locale);
    const shown = entered ?? enteredFrom(member?.profile, turn.locale);
    return { title: ink.t("form.title"), card: formCard(shown, member !== undefined, ink, error) };
  }

  /** Whoever presses must be a coordinator by now: the card may have been passed on, or be old. */
  async function mustCoordinate({ person }: Turn): Promise<void> {
    if ((await access.standingOf(person)) !== "coordinator") throw new NotFound("unknownRequest");
  }

  return {
    commands: {
      network: {
        words: "words",
        about: "about",
        async run({ person, locale }) {
          const { tenantId } = person;
          const [standing, counts] = await Promise.all([access.standingOf(person), store.counts(tenantId)]);
          return { card: standingCard(standing, counts, inkFor(locale)) };
        },
      },
    },

    dialogs: {
      ask: dialog(z.strictObject({}), async (_, turn) => {
        refuseVisitors(turn);
        return form(turn);
      }),

      join: dialog(z.strictObject(joinInputs), async (entered, turn) => {
        refuseVisitors(turn);
        try {
          const profile = profileFrom(entered, (await known(turn))?.profile);
          const member = await membership.join(turn.person, profile);
          const ink = inkFor(turn.locale);
          return { title: ink.t("form.title"), card: sentCard(isIn(member), ink) };
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          // What was entered stays, with what is wrong above it.
          return form(turn, entered, turn.t(error.reason, error.values));
        }
      }),
    },

    actions: {
      approve: action(requestInput, async ({ request }, turn) => {
        await mustCoordinate(turn);
        const { name } = await membership.approve(turn.person, request);
        return { card: decidedCard("approved", name, inkFor(turn.locale)) };
      }),

      decline: action(requestInput, async ({ request }, turn) => {
        await mustCoordinate(turn);
        await membership.refuse(turn.person, request);
        return { card: decidedCard("declined", "", inkFor(turn.locale)) };
      }),
    },
  };
}

/** A guest of another organisation, in a shared channel, has a network at home or none. */
function refuseVisitors({ person, place }: Turn): void {
  if (person.id === "" || person.tenantId !== place.tenantId) throw new Refusal("otherOrganisation");
}
