using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Activations;

/// <summary>
/// For whom a request about activations is made: the visitor, or whom an administrator names with <c>owner</c>.
/// </summary>
internal static class PersonAccess
{
    public const string Parameter = "owner";

    /// <exception cref="ConnectorException">
    /// The text is no end user, somebody else was named by a visitor who is no administrator, or nobody was named by an
    /// administrator who is no end user.
    /// </exception>
    public static Owner Find(ConnectContext context)
    {
        var named = context.Query(Parameter);
        if (named is null)
        {
            return context.Visitor.Owner.IsHost
                ? throw Error(ConnectorErrorCode.InvalidArgument, "Name the end user: owner=user:ID.")
                : context.Visitor.Owner;
        }

        if (!Owner.TryParse(named, null, out var owner) || owner.IsHost)
            throw Error(ConnectorErrorCode.InvalidArgument, "Use 'user:ID'.");
        return owner == context.Visitor.Owner || context.Visitor.IsAdministrator
            ? owner
            : throw Error(ConnectorErrorCode.NotFound, "The person does not exist, or is not you.");
    }

    /// <summary>The query that keeps the person on the pages that follow; empty for the visitor.</summary>
    public static string QueryFor(ConnectContext context, Owner owner) =>
        owner == context.Visitor.Owner ? "" : $"?{Parameter}={Uri.EscapeDataString(owner.ToString())}";

    private static ConnectorException Error(ConnectorErrorCode code, string message) =>
        new(new ConnectorError { Code = code, Message = message, Location = Parameter });
}
