namespace Versori.Connectors;

/// <summary>
/// Activates integrations for end users: all templates per owner at once, with the values of the integration's
/// variables.
/// </summary>
/// <remarks>
/// Safe for concurrent use. Activations belong to the host's environment. Failures are
/// <see cref="ConnectorException"/>s; a call that fails has changed nothing.
/// </remarks>
public interface IActivations
{
    /// <summary>The state of an integration for an end user, with what is missing.</summary>
    /// <param name="integration">The integration.</param>
    /// <param name="owner">The end user.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.NotFound"/>: the integration has no template.
    /// <see cref="ConnectorErrorCode.InvalidArgument"/>: the owner is the host.
    /// </exception>
    Task<ActivationState> GetStateAsync(
        string integration, Owner owner, CancellationToken cancellationToken = default);

    /// <summary>
    /// Activates an integration for an end user, or changes the activation: binds all its templates per owner and
    /// saves the variables, or changes nothing.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// Lists everything that is missing or wrong, each with a JSON pointer into the request, such as
    /// <c>/connections/github</c> or <c>/variables/folder</c>. <see cref="ConnectorErrorCode.NoConnection"/>,
    /// <see cref="ConnectorErrorCode.AmbiguousConnection"/>, <see cref="ConnectorErrorCode.NeedsReauthorization"/>:
    /// a template has no connection to use. <see cref="ConnectorErrorCode.InvalidInput"/>: a variable is missing,
    /// unknown or has another form. <see cref="ConnectorErrorCode.InvalidArgument"/>: a connection does not fit.
    /// <see cref="ConnectorErrorCode.Conflict"/>: the activation changed since
    /// <see cref="ActivationRequest.Revision"/>. <see cref="ConnectorErrorCode.NotFound"/>: the integration has no
    /// template.
    /// </exception>
    Task<Activation> ActivateAsync(ActivationRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deactivates an integration for an end user: calls through its templates per owner are refused for this person
    /// until it is activated again. Variables and connections stay.
    /// </summary>
    /// <param name="integration">The integration.</param>
    /// <param name="owner">The end user.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The activation; <see langword="null"/> if the integration was never activated for the person.</returns>
    Task<Activation?> DeactivateAsync(string integration, Owner owner, CancellationToken cancellationToken = default);

    /// <summary>
    /// Streams activations of all environments, such as the end users for whom an integration has to run.
    /// </summary>
    /// <param name="filter">Which activations; <see langword="null"/>: all.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Activation> ListAsync(
        ActivationFilter? filter = null, CancellationToken cancellationToken = default);
}
