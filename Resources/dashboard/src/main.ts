import { createApp } from 'vue';
import { App } from './app/App';
import { Problem } from './api/Problem';
import { say } from './widgets/toasts';

const app = createApp(App);
app.config.errorHandler = (error) => {
    console.error(error);
    say(`Something on this page failed: ${Problem.of(error).message}`, 'failed');
};
app.mount('#app');
