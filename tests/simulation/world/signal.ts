import type { Dice } from '../kernel/dice.ts';
import type { Fault } from '../kernel/faults.ts';
import type { Phone } from '../phone/phone.ts';
import type { World } from './world.ts';

/** Takes the signal from single phones and from whole villages, for seconds or minutes, again and again. */
export function loseSignals({ time, weather, fault, log }: World, phones: readonly Phone[], chance: Dice): void {
  for (const phone of phones) time.after(chance.whole(10_000, 200_000), () => lose([phone], 'phone cut off'));
  const { region } = chance.pick(phones).member;
  const village = phones.filter((phone) => phone.member.region === region);
  time.after(chance.whole(60_000, 300_000), () => lose(village, 'village cut off'));

  function lose(cut: readonly Phone[], kind: Fault): void {
    if (!weather.isBad()) return;
    const names = cut.map(({ name }) => name).join();
    fault(kind);
    log.note(names, kind);
    for (const { name } of cut) weather.cutOff(name);
    time.after(chance.whole(5_000, 150_000), () => {
      for (const { name } of cut) weather.reconnect(name);
      log.note(names, 'signal is back');
      for (const phone of cut) phone.wake();
    });
    time.after(chance.whole(160_000, 400_000), () => lose(cut, kind));
  }
}
