"""Issue forms into changes of the knowledge base: which file gets which record in which place.

Whatever somebody writes into a form is data. It goes into files through the functions that write their grammar, is
read again, and must then be what was written; it reaches no shell and no template.
"""

from __future__ import annotations

from kb.forms.answers import KINDS, Form, FormError, form_of, read_form, read_forms
from kb.forms.propose import Proposal, propose

__all__ = ["KINDS", "Form", "FormError", "Proposal", "form_of", "propose", "read_form", "read_forms"]
