import type { SurveyView } from "#features/surveys/contract.ts";
import { has, type Role } from "#platform/auth/role.ts";
import type { Asked } from "#platform/feature.ts";
import { NotFound } from "#platform/refusal.ts";
import type { Messenger } from "#platform/teams/outgoing/messenger.ts";
import type { Places } from "#platform/teams/places.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import type { SurveyStore } from "./store.ts";
import { type Survey, stateOf } from "./survey.ts";

export type Viewer = Person & { roles: Role[] };
export type Access = ReturnType<typeof surveyAccess>;

/** More teams than this are not asked about one by one: the survey then belongs to its owner and the admins. */
const mostAsked = 20;

/** Who may do what with a survey, one sentence a right. */
export function surveyAccess(messenger: Messenger, places: Places) {
  /** Organisers see their own surveys and those of the teams they belong to; admins see all. */
  async function organises(survey: Survey, viewer: Viewer): Promise<boolean> {
    if (survey.tenantId !== viewer.tenantId || !has(viewer.roles, "Organiser")) return false;
    if (survey.owner.id === viewer.id || has(viewer.roles, "Admin")) return true;
    return belongsToOne(survey, viewer);
  }

  /** Readers see the results of the teams they belong to. */
  async function reads(survey: Survey, viewer: Viewer): Promise<boolean> {
    if (survey.tenantId !== viewer.tenantId || !has(viewer.roles, "Reader")) return false;
    return (await organises(survey, viewer)) || belongsToOne(survey, viewer);
  }

  /** Respondents see released results where the organiser shares them. */
  async function receives(survey: Survey, viewer: Person): Promise<boolean> {
    const isReleased = survey.releasedAt !== undefined && survey.removedAt === undefined;
    return (
      survey.tenantId === viewer.tenantId && isReleased && survey.draft.shared && belongsToOne(survey, viewer)
    );
  }

  /** Whoever it was sent to knows what a survey is called while it is open, and after that where its results are shared. */
  async function maySeeName(survey: Survey, viewer: Person, now: Date): Promise<boolean> {
    const isOpen = survey.tenantId === viewer.tenantId && stateOf(survey, now) === "open";
    return isOpen ? belongsToOne(survey, viewer) : receives(survey, viewer);
  }

  async function belongsToOne(survey: Survey, viewer: Person): Promise<boolean> {
    const asked = new Map<string, Place>();
    for (const placeId of survey.placeIds.slice(0, mostAsked)) {
      const place = await places.find(survey.tenantId, placeId);
      if (place) asked.set(place.teamId ?? place.id, place);
    }
    for (const [conversationId, place] of asked) {
      // What Teams does not confirm, or can't be asked, is no membership.
      if (await messenger.isMember(place, conversationId, viewer.id).catch(() => false)) return true;
    }
    return false;
  }

  return {
    organises,
    maySeeName,

    async maySeeResults(survey: Survey, viewer: Viewer): Promise<boolean> {
      return (await reads(survey, viewer)) || receives(survey, viewer);
    },

    /** Fails as if the survey did not exist. */
    async mustOrganise(survey: Survey, viewer: Viewer): Promise<void> {
      if (!(await organises(survey, viewer))) throw new NotFound("unknownSurvey");
    },

    async may(survey: Survey, viewer: Viewer, now: Date): Promise<SurveyView["may"]> {
      const state = stateOf(survey, now);
      const isOrganiser = await organises(survey, viewer);
      const isOver = state === "closed" || state === "released";
      return {
        edit: isOrganiser && state === "draft",
        send: isOrganiser && !isOver,
        close: isOrganiser && state === "open",
        remove: isOrganiser && (state === "draft" || state === "released"),
        readResults: isOrganiser || (await this.maySeeResults(survey, viewer)),
        share: isOrganiser && state !== "draft",
      };
    },
  };
}

export type OrganisedSurvey = ReturnType<typeof organisedSurvey>;
type Address = Pick<Asked, "person" | "params">;

/** The survey of an address, for those who organise it; for others there is none. */
export function organisedSurvey(store: SurveyStore, access: Access) {
  async function evenRemoved({ person, params }: Address): Promise<Survey> {
    const survey = await store.find(person.tenantId, params.id ?? "");
    await access.mustOrganise(survey, person);
    return survey;
  }

  return {
    evenRemoved,

    /** A removed survey can only be brought back. */
    async present(address: Address): Promise<Survey> {
      const survey = await evenRemoved(address);
      if (survey.removedAt) throw new NotFound("unknownSurvey");
      return survey;
    },
  };
}
