import { mount } from 'svelte';
import DeskGate from './situation/web/DeskGate.svelte';

const target = document.getElementById('desk');
if (target) mount(DeskGate, { target });
