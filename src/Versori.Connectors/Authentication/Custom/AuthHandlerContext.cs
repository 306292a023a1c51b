using System.Diagnostics;
using System.Text.Json;

namespace Versori.Connectors;

/// <summary>What an <see cref="IAuthHandler"/> works with. Its text shows no values.</summary>
public sealed class AuthHandlerContext
{
    internal AuthHandlerContext(
        CustomAuth method, AuthSnapshot snapshot, IReadOnlyDictionary<string, Secret> fields, IReadOnlyDictionary<string, Secret>? token)
    {
        Method = method;
        Inputs = snapshot.Inputs;
        Origins = snapshot.Origins;
        Fields = fields;
        Token = token;
    }

    /// <summary>The method, as it was when it was connected.</summary>
    public CustomAuth Method { get; }

    /// <summary>The method's settings, as they were when it was connected.</summary>
    public JsonElement Settings => Method.Settings.Root;

    /// <summary>The credential's fields, by name; those that were not given are not there.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, Secret> Fields { get; }

    /// <summary>The values of the connector's inputs, by name.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; }

    /// <summary>The current token's values, by name; <see langword="null"/> when there is none.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, Secret>? Token { get; }

    /// <summary>The only origins that the credential may be sent to in calls.</summary>
    public IReadOnlyList<string> Origins { get; }

    /// <summary>The method's id.</summary>
    public override string ToString() => Method.Id;
}
