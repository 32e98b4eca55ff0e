import { chooseBatch, numbersComeFirst } from './choose-batch.ts';
import type { Flight, Step } from './flight.ts';
import type { FlushReport } from './outbox.ts';
import type { OutboxItem } from './outbox-item.ts';
import { sendBatch } from './send-batch.ts';
import { choosePhoto, sendPhotoStep } from './send-photo.ts';

/**
 * Sends what waits, one request at a time, and looks at what is stored before each: a number saved while photos flow
 * goes before the next piece of a photo, and an item that another tab has finished is not sent again.
 */
export async function flushOutbox(flight: Flight): Promise<FlushReport['ended']> {
  for (;;) {
    if (flight.isOver()) return 'log-in-needed';
    const items = await flight.store.listItems();
    const step = await nextStep(flight, items);
    if (step === null) return flight.aside.size === 0 ? 'empty' : 'unreachable';
    if (step !== 'on') return step;
  }
}

function nextStep(flight: Flight, items: readonly OutboxItem[]): Promise<Step> | null {
  const batch = chooseBatch(items, flight);
  if (batch !== null) return sendBatch(flight, batch);
  if (numbersComeFirst(items, flight)) return null;
  const place = choosePhoto(flight, items);
  return place === null ? null : sendPhotoStep(flight, place);
}
