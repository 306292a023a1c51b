namespace Versori.Connectors.Expressions;

/// <summary>The names of request parts in expressions, such as <c>request.method</c>.</summary>
internal static class RequestValueNames
{
    /// <summary>The prefix of these names. It distinguishes them from the names of inputs.</summary>
    public const string Prefix = "request.";

    public static bool Contains(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);
}
