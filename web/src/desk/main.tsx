import { RouterProvider } from '@tanstack/react-router';
import { start } from '../ui/start.js';
import { router } from './router.js';
import './desk.css';

void start(['desk', 'door'], <RouterProvider router={router} />);
