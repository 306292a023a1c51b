namespace Versori.Connectors.Expressions;

/// <summary>The names under which a template finds parts of the request that it is filled for.</summary>
internal static class RequestNames
{
    /// <summary>What they begin with, so that no input can be meant.</summary>
    public const string Prefix = "request.";

    public static bool Include(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);
}
