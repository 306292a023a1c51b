namespace Versori.Connectors.Authentication;

/// <summary>An expression in a definition.</summary>
/// <param name="Pointer">Its location in the definition: a JSON pointer.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsUrl">Whether it is the expression of a URL.</param>
internal readonly record struct ExpressionUse(string Pointer, string Text, bool IsUrl = false)
{
    /// <summary>
    /// Whether it is evaluated for a request, and may use the request's values, for example <c>request.path</c>.
    /// </summary>
    public bool AllowsRequestValues { get; init; }

    /// <summary>
    /// Additional names that this expression may use, but not all other expressions of the method. Default: none.
    /// </summary>
    public IReadOnlyList<string>? AdditionalNames { get; init; }
}
