export function isWebStale(root: string): boolean;
export function noteWebBuilt(root: string): void;
