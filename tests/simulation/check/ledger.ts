import type { Actor } from '#access/domain/actor.ts';
import type { ReceiptAnswer } from '#results/contract/intake.ts';
import type { SheetAct } from '#results/domain/sheet-facts.ts';
import type { Figures, Place } from '../world/figures.ts';

/** A submission as its author made it, whatever became of it. */
export type Sent = {
  readonly id: string;
  readonly phone: string;
  readonly actor: Actor;
  readonly place: Place;
  readonly figures: Figures;
  readonly contentHash: string;
  readonly basis: number;
  readonly reason: string | null;
  /** made with a definition that is no longer the contest's */
  readonly outdated: boolean;
};
/** An act of somebody at a desk, as it left. */
export type Judged = {
  readonly id: string;
  readonly actor: Actor;
  readonly place: Place;
  readonly act: Exclude<SheetAct, { act: 'submit' }>;
  readonly figures: Figures | null;
};
export type HeldDecision = { readonly id: string; readonly actor: Actor; readonly submission: string };

/** What the people of the simulation did and were told: the truth that phones and server are held to. */
export type Ledger = {
  readonly sent: Map<string, Sent>;
  /** the order in which phones saved, by submission */
  readonly saved: Map<string, number>;
  readonly judged: Map<string, Judged>;
  readonly admissions: Map<string, HeldDecision>;
  /** what the server answered first, by submission */
  readonly receipts: Map<string, ReceiptAnswer>;
  readonly phones: Map<string, PhoneLedger>;
  /** faults seen while noting, in words */
  readonly faults: string[];
  emit(receipt: ReceiptAnswer): void;
};
export type PhoneLedger = {
  /** saved durably as far as the person was told, in this order */
  readonly promised: Set<string>;
  /** receipts that reached the phone, with the content it holds */
  readonly given: Set<string>;
  /** submissions to which the server said no, as the phone heard */
  readonly refused: Set<string>;
  /** photos to which the server said no */
  readonly refusedPhotos: Set<string>;
  /** how much the desk was last told that the phone holds, as far as the phone knows */
  announced: number;
  /** given up by the person, in so many words */
  readonly discarded: Set<string>;
  /** taken back into a draft before it was sent */
  readonly recalled: Set<string>;
};

export function emptyLedger(): Ledger {
  const receipts = new Map<string, ReceiptAnswer>();
  const faults: string[] = [];
  return {
    sent: new Map(),
    saved: new Map(),
    judged: new Map(),
    admissions: new Map(),
    receipts,
    phones: new Map(),
    faults,
    emit(receipt) {
      // A refusal is judged anew each time; every other answer is the same for ever.
      if (receipt.outcome === 'refused') return;
      const first = receipts.get(receipt.submission);
      if (!first) return void receipts.set(receipt.submission, receipt);
      if (JSON.stringify(first) !== JSON.stringify(receipt))
        faults.push(`I1: ${receipt.submission} was answered ${JSON.stringify(first)}, then ${JSON.stringify(receipt)}`);
    },
  };
}

export function emptyPhoneLedger(): PhoneLedger {
  return {
    promised: new Set(),
    given: new Set(),
    refused: new Set(),
    refusedPhotos: new Set(),
    announced: 0,
    discarded: new Set(),
    recalled: new Set(),
  };
}
