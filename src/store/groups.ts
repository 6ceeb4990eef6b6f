import type { Transaction } from "../engine/terms.ts";
import { addAudit, recentAudit } from "./audit.ts";
import { bindAtomically, bindEach } from "./bind.ts";
import { activeBroadcasts, findBroadcast, listBroadcasts } from "./broadcasts/broadcasts.ts";
import { announceCopies, waitingCopies } from "./broadcasts/copies.ts";
import { countCopies, pageRecipients } from "./broadcasts/recipients.ts";
import { addApiKey, listApiKeys, revokeApiKey, useApiKey } from "./cases/api-keys.ts";
import { guessedCases } from "./cases/guesses.ts";
import { listCases } from "./cases/read.ts";
import { untoldCases } from "./cases/untold.ts";
import { isLinkOpen } from "./console/links.ts";
import { endSession, endSessionsOf, findSession, hasAnySession } from "./console/sessions.ts";
import { findEarlierAnswer } from "./earlier-answers.ts";
import { askErasure, dueErasures, erasePerson, repeatErasures } from "./erase.ts";
import { listErasures } from "./erasures.ts";
import { msToNextReminder } from "./events/due.ts";
import { expiredOffers } from "./events/queue.ts";
import { findFailure, keepFailure, openFailures, settleFailure } from "./failed-events.ts";
import { ignoreEvent } from "./inbound.ts";
import {
  ensureInstallation,
  installationsOn,
  installedBots,
  listInstallations,
  setToken,
} from "./installations.ts";
import { currentEdits, editsMark, editsOfClause } from "./knowledge-edits.ts";
import { dueLinks } from "./link-codes.ts";
import { runAfterMerge, splitAccount } from "./merge.ts";
import { addMessages } from "./outbound/add.ts";
import { claimMessages } from "./outbound/claim.ts";
import {
  cancelMessages,
  markInterrupted,
  markSending,
  msToNextMessage,
  unsentOf,
} from "./outbound/fates.ts";
import { recentlySent } from "./outbound/recent.ts";
import { settle } from "./outbound/settle.ts";
import { listUncertain, uncertainAnnouncements } from "./outbound/uncertain.ts";
import {
  accountNames,
  accountsNamed,
  describePerson,
  ensureAccount,
  hasConsent,
  personNamed,
  personOfAccount,
  setPersonLocale,
} from "./people.ts";
import { findQuestion } from "./questions.ts";
import { setAccountReachable, setReachable } from "./reachability.ts";
import {
  ensureSpace,
  findSpace,
  listSpaces,
  moveSpace,
  rememberDirectSpace,
  setSpace,
  spaceOfPlatform,
  spacesTagged,
} from "./spaces.ts";
import { listStaff, operators, positionOf, setPosition, staffOfDesk } from "./staff.ts";
import { findTicket, ticketThread, waitingTickets } from "./tickets.ts";
import { dueTimers, loadTimer, msToNextTimer } from "./timers.ts";
import type { Transactions } from "./transactions.ts";
import { recentLines } from "./transcript.ts";
import { commitTurns } from "./turns/commit-turns.ts";
import { commitSharing, commitWithEffects } from "./turns/commit-with-effects.ts";
import { performEffect } from "./turns/effects.ts";
import { loadTurn, loadTurns } from "./turns/load.ts";
import type { CommitResult, TurnWithEffects } from "./turns/turn-commit.ts";
import { unansweredQuestions } from "./unanswered.ts";

/** The store's functions by what they are about; each call stands for itself. */
export function bindGroups(pool: Transaction, transactions: Transactions) {
  return {
    turns: {
      ...bindEach(pool, {
        load: loadTurn,
        loadAll: loadTurns,
        commit: commitTurns,
        ignore: ignoreEvent,
      }),
      commitWithEffects: (
        loaded: TurnWithEffects["loaded"],
        work: TurnWithEffects["work"],
      ): Promise<CommitResult> => commitWithEffects(transactions, { loaded, work }),
      commitSharing: (
        turns: readonly TurnWithEffects[],
      ): Promise<readonly (CommitResult | Error)[]> => commitSharing(transactions, turns),
      performEffect,
    },
    reminders: bindEach(pool, { expiredOffers, msToNext: msToNextReminder }),
    timers: bindEach(pool, { due: dueTimers, load: loadTimer, msToNext: msToNextTimer }),
    outbound: {
      ...bindEach(pool, {
        claim: claimMessages,
        settle,
        markSending,
        msToNext: msToNextMessage,
        recentlySent,
        cancel: cancelMessages,
        unsentOf,
        uncertain: listUncertain,
        uncertainAnnouncements,
      }),
      ...bindAtomically(transactions, { add: addMessages, markInterrupted }),
    },
    installations: {
      ...bindEach(pool, { all: listInstallations, withTokens: installedBots, setToken }),
      ...bindAtomically(transactions, { ensure: ensureInstallation, list: installationsOn }),
    },
    people: bindPeople(pool, transactions),
    spaces: {
      ...bindEach(pool, {
        find: findSpace,
        list: listSpaces,
        ensure: ensureSpace,
        ofPlatform: spaceOfPlatform,
        set: setSpace,
        setReachable,
        tagged: spacesTagged,
      }),
      ...bindAtomically(transactions, { rememberDirect: rememberDirectSpace, move: moveSpace }),
    },
    questions: bindEach(pool, {
      find: findQuestion,
      answeredBefore: findEarlierAnswer,
      unanswered: unansweredQuestions,
    }),
    knowledge: bindEach(pool, { edits: currentEdits, mark: editsMark, history: editsOfClause }),
    tickets: bindEach(pool, { find: findTicket, thread: ticketThread, waiting: waitingTickets }),
    ...bindStaffGroups(pool),
    ...bindBroadcasts(pool),
    cases: bindEach(pool, { list: listCases, untold: untoldCases, guessed: guessedCases }),
    apiKeys: {
      ...bindEach(pool, { list: listApiKeys, use: useApiKey }),
      ...bindAtomically(transactions, { add: addApiKey, revoke: revokeApiKey }),
    },
    audit: bindEach(pool, { add: addAudit, recent: recentAudit }),
    failures: {
      ...bindEach(pool, { open: openFailures, find: findFailure, settle: settleFailure }),
      ...bindAtomically(transactions, { keep: keepFailure }),
    },
    transcript: bindEach(pool, { recent: recentLines }),
  };
}

/** What staff do, and how they sign in. */
function bindStaffGroups(pool: Transaction) {
  return {
    staff: bindEach(pool, {
      positionOf,
      setPosition,
      ofDesk: staffOfDesk,
      operators,
      list: listStaff,
    }),
    console: bindEach(pool, {
      isLinkOpen,
      session: findSession,
      endSession,
      endSessionsOf,
      hasAnySession,
    }),
  };
}

/** Announcements, their recipients and what became of their copies. */
function bindBroadcasts(pool: Transaction) {
  return {
    broadcasts: bindEach(pool, {
      find: findBroadcast,
      list: listBroadcasts,
      active: activeBroadcasts,
      waiting: waitingCopies,
      announce: announceCopies,
      counts: countCopies,
      recipients: pageRecipients,
    }),
  };
}

/** What is known of people, and what becomes of it. */
function bindPeople(pool: Transaction, transactions: Transactions) {
  return {
    ...bindEach(pool, {
      ofAccount: personOfAccount,
      named: personNamed,
      accountsNamed,
      accountNames,
      setReachable: setAccountReachable,
      describe: describePerson,
      setLocale: setPersonLocale,
      hasConsent,
      askErasure,
      dueErasures,
      erasures: listErasures,
      dueLinks,
      runAfterMerge,
    }),
    ...bindAtomically(transactions, {
      ensureAccount,
      erase: erasePerson,
      repeatErasures,
      split: splitAccount,
    }),
  };
}
