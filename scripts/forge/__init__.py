"""What the workflows in ``.github/workflows`` run on the forge, as far as it is more than a command.

Each task has two halves. One reads what others wrote, with packages of others installed, and may write nothing:
``accept``, ``links``, ``edition``, and ``kb diff``. The other writes to the forge and uses nothing but the standard
library, git and ``gh``: ``propose``, ``tell``, ``release``, ``comment``. What passes between them is a file of data,
which the second half does not trust.
"""
