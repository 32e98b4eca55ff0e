import { mount } from 'svelte';
import DeskPage from './situation/web/DeskPage.svelte';

const target = document.getElementById('desk');
if (target) mount(DeskPage, { target });
