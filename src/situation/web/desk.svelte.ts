import { untrack } from 'svelte';
import type { Me } from '#access/contract/entry.ts';
import type { ElectionAnswer } from '#elections/contract.ts';
import type { Text } from '#kernel/problem.ts';
import { NATIONAL } from '#kernel/region-code.ts';
import { readJson, tagReader } from '#platform/web/read-json.ts';
import { repeatWhileSeen } from '#platform/web/repeat.ts';
import type { Tally } from '#results/contract/sheets.ts';
import { type Place, tallyPath } from '#results/web/results-client.ts';
import { chooseContest } from './choose-contest.ts';
import { addressHref, type DeskAddress, isAboutPeople, parseAddress } from './desk-address.ts';

const READ_EVERY_MS = 5_000;

export type Desk = ReturnType<typeof createDesk>;

/** What the page knows: the address, the elections, and the figures of the place that the address names. */
export function createDesk(me: Me) {
  const own = me.region ?? NATIONAL;
  let address = $state.raw<DeskAddress>(parseAddress(location.search));
  let elections = $state.raw<readonly ElectionAnswer[] | null>(null);
  let read = $state.raw<{ key: string; tally: Tally | null; refusal: Text | null } | null>(null);
  let readAt = $state<number | null>(null);
  let lostSince = $state<number | null>(null);

  const choice = $derived(elections === null ? null : chooseContest(elections, address, own));
  const place = $derived<Place | null>(
    choice && !isAboutPeople(address)
      ? { election: choice.election.id, contest: choice.contest.id, region: choice.region }
      : null,
  );
  // A text, so that opening a sheet or choosing a basis does not count as another place.
  const placeKey = $derived(place === null ? '' : tallyPath(place));
  // What was read of another place is never shown under the name of this one, not for a moment.
  const shown = $derived(read?.key === placeKey ? read : null);

  function noteContact(answered: boolean): void {
    if (answered) readAt = Date.now();
    lostSince = answered ? null : (lostSince ?? Date.now());
  }

  /** Reads the elections until they are known. */
  function watchElections(): () => void {
    return repeatWhileSeen(async () => {
      if (elections !== null && elections.length > 0) return;
      const answer = await readJson<{ elections: readonly ElectionAnswer[] }>('/api/v1/elections');
      noteContact(answer.kind === 'read');
      if (answer.kind === 'read') elections = answer.value.elections;
    }, READ_EVERY_MS);
  }

  /** Reads the figures of the place again and again; `onchange` hears when they are others than before. */
  function watchPlace(onchange: (place: Place) => void): () => void {
    const watched = untrack(() => place);
    if (watched === null) return () => {};
    const key = tallyPath(watched);
    const ask = tagReader();
    return repeatWhileSeen(async () => {
      const answer = await ask<Tally>(key);
      if (key !== placeKey) return;
      noteContact(answer.kind !== 'unreachable');
      if (answer.kind === 'refused') read = { key, tally: null, refusal: answer.message };
      if (answer.kind !== 'read') return;
      read = { key, tally: answer.value, refusal: null };
      onchange(watched);
    }, READ_EVERY_MS);
  }

  function go(change: Partial<DeskAddress>): void {
    const next = { ...address, ...change };
    if (addressHref(next) === addressHref(address)) return;
    address = next;
    history.pushState(null, '', addressHref(next));
    // Another basis is another reading of the same place; anything else starts at the top.
    if (change.basis === undefined) scrollTo({ top: 0 });
  }

  return {
    /** the region of the person: nothing outside it is answered */
    own,
    get address() {
      return address;
    },
    get elections() {
      return elections;
    },
    get choice() {
      return choice;
    },
    get placeKey() {
      return placeKey;
    },
    get tally() {
      return shown?.tally ?? null;
    },
    get refusal() {
      return shown?.refusal ?? null;
    },
    get readAt() {
      return readAt;
    },
    get lostSince() {
      return lostSince;
    },
    watchElections,
    watchPlace,
    go,
    href: (change: Partial<DeskAddress>) => addressHref({ ...address, ...change }),
    followHistory: () => {
      address = parseAddress(location.search);
    },
  };
}
