/**
 * What nobody needs on the way to a form: other screens, and all that sends. It comes as a second file when the first is
 * at rest, so that the first one stays small on a slow line; without signal it comes from the phone's own copy.
 */
export { default as Activate } from '#access/web/phone/Activate.svelte';
export { default as LogIn } from '#access/web/phone/LogIn.svelte';
export { default as AccountFoot } from './AccountFoot.svelte';
export { default as ReviewStage } from './form/ReviewStage.svelte';
export { default as ZerosStage } from './form/ZerosStage.svelte';
export { default as HeldList } from './HeldList.svelte';
export { default as NoTasks } from './NoTasks.svelte';
export { default as NotInList } from './NotInList.svelte';
export { openOutbox } from './open-outbox.ts';
export { outboxItem } from './outbox-item.ts';
export { default as QueuePlace } from './QueuePlace.svelte';
export { default as SheetScreen } from './SheetScreen.svelte';
