"""The one rule of this package: files are pure, folders touch the world.

A file is one capability: its facts (frozen dataclasses) and its rules (functions over them), with no file, clock,
network or Streamlit in it. It may grow into a folder of the same name that stays as pure (``ecomap/``,
``household_file/``). Every other folder is one technology: ``store/`` SQLite, ``documents/`` Word and pictures,
``ui/`` Streamlit, ``server/`` the door and the live push, ``cli/`` the command line.
"""
