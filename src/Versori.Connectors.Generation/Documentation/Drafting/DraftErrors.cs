namespace Versori.Connectors.Generation.Documentation;

/// <summary>Creates the errors of drafts.</summary>
internal static class DraftErrors
{
    public static ConnectorError Unconfirmed(DocumentedFact fact) => new()
    {
        Code = ConnectorErrorCode.InvalidDefinition,
        Location = fact.Location,
        Message = $"'{fact.Value}' is guessed"
            + (fact.Quote is null ? "" : $" from: {fact.Quote}")
            + $". Confirm it with {nameof(DocumentationDraft)}.{nameof(DocumentationDraft.Confirm)}, set what is right "
            + $"with {nameof(DocumentationDraft.WithAuth)}, or test the endpoints "
            + $"({nameof(DocumentationDraft.Verify)}).",
    };
}
