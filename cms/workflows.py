"""What follows an approval. Read while Wagtail's models load, so this module imports nothing."""


def publish_approved(workflow_state, user=None):
    """Publish the latest revision. Whoever approves has read it as the workflow asks; they need no right to publish
    without a review, which reviewers and stewards do not have.
    """
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)
