"""What the words beside a finding mend in it, and what stands plainly in a text and was passed over."""
