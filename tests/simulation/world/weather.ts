/** Whether things go wrong at all, and who has no signal. */
export type Weather = {
  isBad(): boolean;
  isCutOff(phone: string): boolean;
  cutOff(phone: string): void;
  reconnect(phone: string): void;
  /** Faults stop: everybody has signal, nothing is lost, delayed or killed any more. */
  heal(): void;
};

export function weather(): Weather {
  const cutOff = new Set<string>();
  let isBad = true;
  return {
    isBad: () => isBad,
    isCutOff: (phone) => cutOff.has(phone),
    cutOff: (phone) => void cutOff.add(phone),
    reconnect: (phone) => void cutOff.delete(phone),
    heal() {
      isBad = false;
      cutOff.clear();
    },
  };
}
