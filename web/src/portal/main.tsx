import { RouterProvider } from '@tanstack/react-router';
import { start } from '../ui/start.js';
import { takeTokenFromAddress } from './case-token.js';
import { router } from './router.js';
import './portal.css';

takeTokenFromAddress();
// A link that is opened in this very tab changes the fragment and nothing else.
addEventListener('hashchange', takeTokenFromAddress);

void start(['portal'], <RouterProvider router={router} />);
