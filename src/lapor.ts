import { mount } from 'svelte';
import type { Clock, IdSource } from '#kernel/clock.ts';
import { uuidV7 } from '#kernel/uuid.ts';
import { browserTransport } from './platform/outbox/browser-transport.ts';
import { openIdbStore } from './platform/outbox/idb-store.ts';
import { pageVersion } from './platform/web/page-version.ts';
import { laterParts } from './results/web/phone/later-screens.svelte.ts';
import NoStore from './results/web/phone/NoStore.svelte';
import PhoneApp from './results/web/phone/PhoneApp.svelte';
import { createPhone, type Phone } from './results/web/phone/phone.svelte.ts';
import { placeOf } from './results/web/phone/phone-address.ts';

const clock: Clock = { now: () => new Date() };
const ids: IdSource = { next: () => uuidV7(clock.now(), crypto.getRandomValues(new Uint8Array(10))) };

const target = document.getElementById('lapor');
if (target) void open(target);

async function open(target: HTMLElement): Promise<void> {
  let phone: Phone | null = null;
  const version = pageVersion('/sw.js', () => phone !== null && mayReload(phone));
  const store = await openIdbStore({ onNewer: version.outdate });
  if (!store.ok) return void mount(NoStore, { target, props: { why: store.problem.message } });
  const transport = browserTransport();
  phone = createPhone({
    store: store.value,
    transport,
    clock,
    ids,
    openOutbox: async (owner) => (await laterParts()).openOutbox({ store: store.value, transport, clock, owner }),
  });
  mount(PhoneApp, { target, props: { phone, onsettled: () => void version.settle() } });
  await phone.start();
}

/** Only where nobody is typing. */
function mayReload(phone: Phone): boolean {
  const { screen } = placeOf(location.hash);
  return phone.who !== null && (screen === 'tasks' || screen === 'queue');
}
