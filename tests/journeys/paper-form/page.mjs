import { mount } from 'svelte';
import { uuidV7 } from '#kernel/uuid.ts';
import { openIdbStore } from '#platform/outbox/idb-store.ts';
import ConflictView from '#results/web/phone/form/ConflictView.svelte';
import SheetForm from '#results/web/phone/form/SheetForm.svelte';
import { draftKey, storedDraft } from '#results/web/phone/form/sheet-draft.ts';
import { PAPERS, PLACES, paperOf } from './papers.mjs';

/** The form alone, on the phone's real storage; what it hands over lies in `window.handed`. */
const OWNER = 'adi';
const opened = await openIdbStore({ onNewer: () => undefined });
if (!opened.ok) throw new Error(opened.problem.message.en);
const store = opened.value;
const word = location.search.slice(1);
const task = PAPERS[word] ?? PLACES.find((place) => place.task.id === word)?.task ?? PAPERS.fresh;
const target = document.getElementById('paper');
const handed = [];
Object.assign(window, { handed, store });

const clock = { now: () => new Date() };
const ids = { next: () => uuidV7(new Date(), crypto.getRandomValues(new Uint8Array(10))) };

async function openForm() {
  target.replaceChildren();
  const draft = await store.readDraft(draftKey(OWNER, task.id));
  mount(SheetForm, {
    target,
    props: {
      ...paperOf(task),
      owner: OWNER,
      store,
      draft,
      clock,
      ids,
      places: PLACES.filter((place) => place.task.id !== task.id),
      async onsaved(saved) {
        handed.push(saved);
        document.title = 'Disimpan';
      },
      onback() {
        document.title = 'Kembali';
      },
      onmove(id) {
        document.title = `Pindah ${id}`;
      },
    },
  });
  document.title = 'Formulir terbuka';
}

if (word === 'conflict') {
  mount(ConflictView, {
    target,
    props: {
      ...paperOf(task),
      owner: OWNER,
      async onwrong(draft) {
        await store.putDraft(storedDraft(draft, OWNER, clock.now()));
        await openForm();
      },
      onback() {
        document.title = 'Kembali';
      },
    },
  });
} else {
  await openForm();
}
