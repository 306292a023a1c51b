namespace Versori.Connectors;

/// <summary>One difference between two definitions.</summary>
public sealed record DefinitionChange
{
    /// <summary>What happened.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>What it means for existing code and connections.</summary>
    public required ChangeImpact Impact { get; init; }

    /// <summary>The part that changed.</summary>
    public required DefinitionPart Part { get; init; }

    /// <summary>
    /// The id of the endpoint, auth method or webhook, or the name of the input or schema; <see langword="null"/> for
    /// the connector as a whole. Of a part whose id changed, the earlier one.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>
    /// What of the subject changed, such as <c>parameters/query/limit</c> or <c>responses/200/customer.name</c>;
    /// <see langword="null"/> for the subject as a whole.
    /// </summary>
    public string? Place { get; init; }

    /// <summary>
    /// The JSON pointer of the place or what is around it: in the later definition, or for what was removed in the
    /// earlier one.
    /// </summary>
    public required string Pointer { get; init; }

    /// <summary>The change and what it means, as text for people.</summary>
    public required string Message { get; init; }

    /// <summary>The earlier value, at most 200 characters; <see langword="null"/> if there is none to show.</summary>
    public string? Before { get; init; }

    /// <summary>The later value, at most 200 characters; <see langword="null"/> if there is none to show.</summary>
    public string? After { get; init; }

    /// <summary>Returns the change as one line of text.</summary>
    public override string ToString() => Subject is null ? Message : $"{Subject}: {Message}";
}
