"""Prefect's servant: starts it, deploys to it, watches over it, and writes into its history what was done elsewhere.

The desk imports ``links``, and ``griffie up`` the rest; ``settings``, ``children``, ``api``, ``history`` and ``up``
live in its process, which does not import Prefect itself. The children ``server``, ``setup`` and ``worker`` do.
"""
