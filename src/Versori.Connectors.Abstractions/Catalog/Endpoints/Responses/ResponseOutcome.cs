using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What a response means for the call.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ResponseOutcome>))]
public enum ResponseOutcome
{
    /// <summary>The call succeeded.</summary>
    Succeeded,

    /// <summary>The call failed. Repeating it without a change does not help.</summary>
    Failed,

    /// <summary>The call failed, and may succeed when it is repeated later.</summary>
    Retry,

    /// <summary>The system refused the call because of a limit of calls. It may succeed later.</summary>
    Limited,

    /// <summary>The system no longer accepts the credential. The account has to be connected again.</summary>
    Reauthorize,

    /// <summary>The call succeeded, and there is nothing to return, such as a search without results.</summary>
    Empty,
}
