from search.engines.elasticsearch.circuit import Circuit


def test_three_failures_in_a_row_open_it_for_a_while():
    now = [0.0]
    circuit = Circuit(10, clock=lambda: now[0])
    for _ in range(2):
        circuit.failed()
    circuit.succeeded()
    for _ in range(2):
        circuit.failed()

    assert not circuit.is_open
    circuit.failed()
    assert circuit.is_open
    now[0] = 10.0
    assert not circuit.is_open


def test_one_more_failure_opens_it_again_and_a_success_closes_it():
    now = [0.0]
    circuit = Circuit(10, clock=lambda: now[0])
    for _ in range(3):
        circuit.failed()
    now[0] = 11.0

    circuit.failed()
    assert circuit.is_open
    now[0] = 22.0
    circuit.succeeded()
    circuit.failed()
    assert not circuit.is_open
